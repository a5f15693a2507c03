import { lazy, Suspense } from "react";

import { withTexts } from "@/i18n/late";
import { useHasRole } from "@/parts/session";
import { Skeleton } from "@/ui";

const DashboardPage = lazy(withTexts(["analytics"], () => import("@/features/analytics/pages/DashboardPage")));
const OperatorHome = lazy(withTexts(["home"], () => import("@/features/home/pages/OperatorHome")));
const Waiting = lazy(withTexts(["home"], () => import("@/features/home/components/Waiting")));

/** Where everybody begins: an operator at what concerns him, those who lead at what waits, above the dashboard. */
export default function HomePage() {
  const isOperator = useHasRole("operator");
  const leads = useHasRole("admin", "supervisor");
  if (isOperator) return <OperatorHome />;
  const waiting = (
    <Suspense fallback={<Skeleton className="mb-6 h-32" />}>
      <Waiting />
    </Suspense>
  );
  return <DashboardPage top={leads && waiting} />;
}
