import { ArrowRight } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { OptionsBody } from "@/api/generated";
import { formatDateTime } from "@/lib/dates";
import { formatNumber, formatSize } from "@/lib/numbers";
import { can } from "@/parts/can";
import { Actions, ButtonLink, Card, Fact, Facts, Select } from "@/ui";

import { refusalOf } from "../model/refusal";
import type { StepProps } from "./shared";

const ENCODINGS = ["utf-8-sig", "cp1252", "utf-16"] as const;
const FOUND = [...ENCODINGS, "utf-16-le", "utf-16-be"] as const;
const SEPARATORS = [
  [";", "semicolon"],
  [",", "comma"],
  ["\t", "tab"],
  ["|", "pipe"],
] as const;

export function FileStep({ found, update }: StepProps) {
  const { t } = useTranslation("imports");
  return (
    <Card title={t("file.title")}>
      <Facts className="lg:grid-cols-4">
        <Fact name={t("file.size")}>{formatSize(found.file.size_bytes)}</Fact>
        <Fact name={t("file.rows")}>{formatNumber(found.counts["rows"] ?? found.reading.rows)}</Fact>
        <Fact name={t("file.source")}>{found.source}</Fact>
        <Fact name={t("file.sent")}>{formatDateTime(found.created_at)}</Fact>
      </Facts>
      <ReadingFields found={found} update={update} />
      <Actions>
        <ButtonLink to="?step=columns" variant="primary" icon={<ArrowRight size={17} />}>
          {t("steps.next")}
        </ButtonLink>
      </Actions>
    </Card>
  );
}

function ReadingFields({ found, update }: StepProps) {
  const { t } = useTranslation("imports");
  const { reading, options, sheets } = found;
  const isFixed = !can(found, "update");
  const save = (changed: OptionsBody): void => update.mutate({ options: changed });
  const error = (name: string): string | undefined => refusalOf(update.error, `options.${name}`);
  const separator = SEPARATORS.find(([sign]) => sign === reading.separator)?.[1];
  const encoding = FOUND.find((name) => name === reading.encoding);
  return (
    <div className="mt-6 grid gap-5 border-t border-line pt-5 sm:grid-cols-2 lg:grid-cols-3">
      {sheets.length > 0 && (
        <Select
          label={t("file.sheet")}
          description={sheets.length > 1 ? t("file.sheetHint", { count: sheets.length }) : undefined}
          options={sheets.map((name) => ({ id: name, label: name }))}
          value={reading.sheet ?? ""}
          onChange={(sheet) => save({ sheet })}
          isDisabled={isFixed}
          error={error("sheet")}
        />
      )}
      {reading.encoding && (
        <Select
          label={t("file.encoding")}
          emptyOption={t("file.auto", { found: encoding ? t(`file.encodings.${encoding}`) : reading.encoding })}
          options={ENCODINGS.map((id) => ({ id, label: t(`file.encodings.${id}`) }))}
          value={options.encoding ?? ""}
          onChange={(next) => save({ encoding: next || null })}
          isDisabled={isFixed}
          error={error("encoding")}
        />
      )}
      {reading.separator && (
        <Select
          label={t("file.separator")}
          emptyOption={t("file.auto", { found: separator ? t(`file.separators.${separator}`) : reading.separator })}
          options={SEPARATORS.map(([id, name]) => ({ id, label: t(`file.separators.${name}`) }))}
          value={options.separator ?? ""}
          onChange={(next) => save({ separator: next || null })}
          isDisabled={isFixed}
          error={error("separator")}
        />
      )}
      {options.format === "table" && <HeaderField found={found} update={update} />}
      <p className="text-sm text-ink-soft sm:col-span-full">{t("file.again")}</p>
    </div>
  );
}

function HeaderField({ found, update }: StepProps) {
  const { t } = useTranslation("imports");
  const chosen = found.options.has_header;
  return (
    <Select
      label={t("file.header")}
      emptyOption={t("file.auto", { found: found.reading.header_row > 0 ? t("file.headerYes") : t("file.headerNo") })}
      options={[
        { id: "yes", label: t("file.headerYes") },
        { id: "no", label: t("file.headerNo") },
      ]}
      value={chosen === null ? "" : chosen ? "yes" : "no"}
      onChange={(next) => update.mutate({ options: { has_header: next === "" ? null : next === "yes" } })}
      isDisabled={!can(found, "update")}
      error={refusalOf(update.error, "options.has_header")}
    />
  );
}
