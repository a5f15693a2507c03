import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { BatchCallOut, BatchItemOut } from "@/api/generated";
import { formatDateTime } from "@/lib/dates";
import { useDebounced } from "@/lib/use-debounced";
import { ComboBox, type Option, Select } from "@/ui";

import { groupOf } from "../model/items";
import { useCallsLike } from "../queries";

const LEFT = "left";
const OTHER = "other";

export interface CallChoiceProps {
  item: BatchItemOut;
  isDisabled: boolean;
  onChoose: (callId: string | null) => void;
}

const said = ({ protocol, operator_name, started_at }: BatchCallOut): string => `${protocol} · ${operator_name} · ${formatDateTime(started_at)}`;

/** Which call a file belongs to: the one that was found, one of those that may be meant, another, or none. */
export function CallChoice({ item, isDisabled, onChoose }: CallChoiceProps) {
  const { t } = useTranslation("batches");
  const [isLooking, setLooking] = useState(false);
  const known = new Map([...(item.call ? [item.call] : []), ...item.candidates].map((call) => [call.id, call]));
  const value = isLooking ? OTHER : (item.call?.id ?? (groupOf(item) === "left" ? LEFT : ""));
  const options: Option[] = [
    ...[...known.values()].map((call) => ({ id: call.id, label: said(call) })),
    { id: OTHER, label: t("choice.other") },
    { id: LEFT, label: t("choice.left") },
  ];
  const choose = (next: string): void => {
    setLooking(next === OTHER);
    if (next === LEFT) onChoose(null);
    else if (next !== OTHER && next !== "") onChoose(next);
  };
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Select
        label={t("choice.label", { name: item.file_name })}
        hideLabel
        {...(value === "" ? { emptyOption: t("choice.ask") } : {})}
        options={options}
        value={value}
        onChange={choose}
        isDisabled={isDisabled}
        className="w-full"
      />
      {isLooking && (
        <CallSearch
          onChoose={(id) => {
            setLooking(false);
            onChoose(id);
          }}
        />
      )}
    </div>
  );
}

function CallSearch({ onChoose }: { onChoose: (callId: string) => void }) {
  const { t } = useTranslation("batches");
  const [text, setText] = useState("");
  const found = useCallsLike(useDebounced(text.trim(), 250)).data ?? [];
  const options = found.map(({ id, protocol, operator_name, started_at, customer_name }) => ({
    id,
    label: protocol,
    hint: [operator_name, formatDateTime(started_at), customer_name].filter(Boolean).join(" · "),
  }));
  return <ComboBox label={t("choice.search")} placeholder={t("choice.searchHint")} options={options} value="" onChange={(id) => id && onChoose(id)} onSearch={setText} />;
}
