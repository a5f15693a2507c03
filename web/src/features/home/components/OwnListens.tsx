import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { formatDateTime, formatDuration } from "@/lib/dates";
import { QueryView } from "@/parts/QueryView";
import { Button, Card } from "@/ui";

import { useListens } from "../queries";

/** Who listened to the operator's own calls, when and how long. */
export function OwnListens() {
  const { t } = useTranslation("home");
  const query = useListens();
  return (
    <Card title={t("listens.title")}>
      <QueryView query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <p className="text-ink-soft">{t("listens.none")}</p>;
          return (
            <ul className="flex flex-col gap-3">
              {items.map((listen) => (
                <li key={listen.id}>
                  <Link to={`/calls/${listen.call_id}`} className="rounded-sm break-words hover:text-primary">
                    {t("listens.line", { name: listen.full_name, protocol: listen.protocol })}
                  </Link>
                  <p className="text-sm text-ink-faint">
                    <time dateTime={listen.started_at}>{formatDateTime(listen.started_at)}</time>
                    {listen.seconds > 0 && ` · ${formatDuration(listen.seconds)}`}
                  </p>
                </li>
              ))}
            </ul>
          );
        }}
      </QueryView>
      {query.hasNextPage && (
        <Button size="sm" className="mt-4" isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t("listens.more")}
        </Button>
      )}
    </Card>
  );
}
