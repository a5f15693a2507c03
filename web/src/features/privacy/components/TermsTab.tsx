import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { TermOut } from "@/api/generated";
import { formatDate } from "@/lib/dates";
import { can } from "@/parts/can";
import { QueryView } from "@/parts/QueryView";
import { Button, Card } from "@/ui";

import { useTerms } from "../queries";
import { TermDialog } from "./TermDialog";
import { TermText, useTermTitle } from "./TermText";

export function TermsTab() {
  return (
    <QueryView query={useTerms()}>
      {(terms) => (
        <div className="flex max-w-3xl flex-col gap-5">
          {terms.map((term) => (
            <TermCard key={`${term.key} ${term.version}`} term={term} />
          ))}
        </div>
      )}
    </QueryView>
  );
}

function TermCard({ term }: { term: TermOut }) {
  const { t } = useTranslation("privacy");
  const title = useTermTitle();
  const [isEditing, setEditing] = useState(false);
  return (
    <Card
      title={title(term)}
      aside={
        can(term, "publish") && (
          <Button size="sm" onPress={() => setEditing(true)}>
            {t("terms.edit")}
          </Button>
        )
      }
    >
      <p className="mb-4 text-sm text-ink-soft">
        {t("terms.inForce", { version: term.version, date: formatDate(term.published_at) })}
        {term.accepted !== null && ` · ${t("terms.accepted", { accepted: term.accepted, concerned: term.concerned })}`}
      </p>
      <TermText term={term} />
      {isEditing && <TermDialog term={term} onClose={() => setEditing(false)} />}
    </Card>
  );
}
