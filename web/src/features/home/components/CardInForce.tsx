import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { QueryView } from "@/parts/QueryView";
import { Card } from "@/ui";

import { useCardInForce } from "../queries";
import { Guide } from "./Guide";

/** The criteria by which calls are evaluated now, to be read. */
export function CardInForce() {
  const { t } = useTranslation("home");
  return (
    <Card title={t("card.title")}>
      <QueryView query={useCardInForce()}>
        {(card) =>
          card === null ? (
            <p className="text-ink-soft">{t("card.none")}</p>
          ) : (
            <>
              <p className="mb-3 text-sm text-ink-soft">{t("card.lead", { name: card.name })}</p>
              <ul className="flex flex-col gap-2">
                {card.sections.flatMap((section) =>
                  section.criteria.map((criterion) => (
                    <li key={criterion.key}>
                      <span className="font-medium">{criterion.label}</span>
                      <Guide text={criterion.guidance} />
                    </li>
                  )),
                )}
              </ul>
              <Link to={`/scorecards/${card.id}`} className="mt-4 inline-block rounded-sm text-sm font-medium text-primary underline underline-offset-4">
                {t("card.open")}
              </Link>
            </>
          )
        }
      </QueryView>
    </Card>
  );
}
