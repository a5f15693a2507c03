import { useTranslation } from "react-i18next";
import { useParams, useSearchParams } from "react-router";

import type { ScorecardOut, VersionOut } from "@/api/generated";
import { formatDate } from "@/lib/dates";
import { formatScore } from "@/lib/numbers";
import { useInstallation } from "@/parts/installation";
import { can } from "@/parts/can";
import { PrintButton } from "@/parts/PrintButton";
import { QueryView } from "@/parts/QueryView";
import { useHasRole } from "@/parts/session";
import { ButtonLink, Card, Fact, Facts, Notice, PageHeader, Select } from "@/ui";

import { PreviewPanel } from "../components/PreviewPanel";
import { ScorecardActions } from "../components/ScorecardActions";
import { ScorecardMarks } from "../components/ScorecardMarks";
import { SectionView } from "../components/SectionView";
import { useScorecard, useScorecardVersion } from "../queries";

export default function ScorecardPage() {
  const { id = "" } = useParams();
  const query = useScorecard(id);
  return <QueryView query={query}>{(card) => <CardView card={card} />}</QueryView>;
}

function CardView({ card }: { card: ScorecardOut }) {
  const { t } = useTranslation("scorecards");
  const [params] = useSearchParams();
  const wanted = params.get("version") ?? card.current_version_id ?? card.draft?.id ?? card.versions[0]?.id;
  const query = useScorecardVersion(card.id, wanted);
  const { draft } = card;
  return (
    <>
      <PageHeader
        title={card.name}
        lead={card.description}
        back={{ to: "/scorecards", label: t("title") }}
        marks={<ScorecardMarks card={card} />}
        actions={
          <>
            {can(card, "print") && <PrintButton kind="blank" address={`/api/scorecards/${card.id}/blank.pdf`} />}
            <ScorecardActions card={card} />
          </>
        }
      />
      {draft && card.current_version_id && (
        <Notice tone="info" className="mb-5">
          <span className="mr-3">{t("draftWaiting", { number: draft.number })}</span>
          {can(card, "update") && (
            <ButtonLink to={`/scorecards/${card.id}/edit`} size="sm">
              {t("openDraft")}
            </ButtonLink>
          )}
        </Notice>
      )}
      <QueryView query={query}>{(version) => <VersionView key={version.id} card={card} version={version} />}</QueryView>
    </>
  );
}

function VersionPicker({ card, version }: { card: ScorecardOut; version: VersionOut }) {
  const { t } = useTranslation("scorecards");
  const [, setParams] = useSearchParams();
  const options = card.versions.map(({ id, number, published_at }) => ({
    id,
    label: published_at ? t("versionOf", { number, date: formatDate(published_at) }) : t("versionDraft", { number }),
    hint: id === card.current_version_id ? t("current") : undefined,
  }));
  return <Select label={t("versions")} options={options} value={version.id} onChange={(id) => setParams({ version: id }, { replace: true })} />;
}

function VersionView({ card, version }: { card: ScorecardOut; version: VersionOut }) {
  const { t } = useTranslation("scorecards");
  const installation = useInstallation().data;
  const mayTry = !useHasRole("operator");
  const labels = new Map(version.sections.flatMap(({ criteria }) => criteria.map(({ key, label }) => [key, label] as const)));
  const mark =
    version.pass_mark !== null ? formatScore(version.pass_mark) : t("passMarkInstallation", { mark: formatScore(installation?.pass_mark) });
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-5">
        <Card>
          <div className="grid gap-x-8 gap-y-4 md:grid-cols-[17rem_minmax(0,1fr)]">
            <VersionPicker card={card} version={version} />
            <Facts>
              <Fact name={t("mode.label")}>
                {t(`mode.${version.scoring}`)}
                <span className="block text-sm text-ink-soft">{t(`modeHint.${version.scoring}`)}</span>
              </Fact>
              <Fact name={t("passMark")}>{mark}</Fact>
            </Facts>
          </div>
        </Card>
        {version.sections.map((section) => (
          <SectionView key={section.key} section={section} scoring={version.scoring} labelOf={(key) => labels.get(key) ?? key} />
        ))}
      </div>
      {version.sections.length > 0 && mayTry && (
        <PreviewPanel scorecardId={card.id} versionId={version.id} sections={version.sections} />
      )}
    </div>
  );
}
