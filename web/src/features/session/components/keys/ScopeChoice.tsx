import { useTranslation } from "react-i18next";

import { QueryView } from "@/parts/QueryView";
import { Button, Checkbox } from "@/ui";

import { useScopes } from "../../key-queries";
import { groupScopes, readingScopes, type ScopeGroup, toggled } from "./scopes";

export interface ScopeChoiceProps {
  value: readonly string[];
  error?: string | undefined;
  onChange: (scopes: string[]) => void;
}

/** What a key is for: words of permission, by what they are about. */
export function ScopeChoice({ value, error, onChange }: ScopeChoiceProps) {
  const { t } = useTranslation("keys");
  return (
    <fieldset aria-describedby={error ? "scopes-error" : undefined}>
      <legend className="text-sm font-medium">{t("form.scopes")}</legend>
      <p className="mt-0.5 text-sm text-ink-faint">{t("form.scopesHint")}</p>
      <QueryView query={useScopes()}>
        {(words) => (
          <>
            <div className="my-3 flex flex-wrap gap-2">
              <Button size="sm" onPress={() => onChange(readingScopes(words))}>
                {t("form.onlyReading")}
              </Button>
              <Button size="sm" onPress={() => onChange([])}>
                {t("form.none")}
              </Button>
            </div>
            <div className="max-h-72 divide-y divide-line overflow-y-auto rounded-md border border-line px-4">
              {groupScopes(words).map((group) => (
                <Group key={group.thing} group={group} value={value} onChange={onChange} />
              ))}
            </div>
          </>
        )}
      </QueryView>
      {error && (
        <p id="scopes-error" role="alert" className="mt-1.5 text-sm font-medium text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function Group({ group, value, onChange }: Omit<ScopeChoiceProps, "error"> & { group: ScopeGroup }) {
  const { t } = useTranslation("keys");
  // Words of a newer server than the texts are shown as they are.
  const name = t(`thing.${group.thing}` as "thing.call", { defaultValue: group.thing });
  return (
    <div role="group" aria-label={name} className="grid gap-x-4 gap-y-1.5 py-3 sm:grid-cols-[9rem_1fr]">
      <span className="text-sm font-medium">{name}</span>
      <div className="flex flex-wrap gap-x-5 gap-y-1.5">
        {group.scopes.map(({ word, verb }) => (
          <Checkbox key={word} isSelected={value.includes(word)} onChange={(isChosen) => onChange(toggled(value, word, isChosen))}>
            {t(`verb.${verb}` as "verb.read", { defaultValue: verb })}
          </Checkbox>
        ))}
      </div>
    </div>
  );
}
