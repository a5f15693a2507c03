import { lazy, Suspense } from "react";

import { withTexts } from "@/i18n/late";
import { useHasRole } from "@/parts/session";
import { Skeleton } from "@/ui";

const DashboardPage = lazy(withTexts(["analytics"], () => import("@/features/analytics/pages/DashboardPage")));
const HomeView = lazy(() => import("@/features/analytics/components/views/HomeView"));
const OwnHistory = lazy(withTexts(["charts"], () => import("@/features/analytics/components/OwnHistory")));
const OperatorHome = lazy(withTexts(["home", "privacy"], () => import("@/features/home/pages/OperatorHome")));
const Waiting = lazy(withTexts(["home"], () => import("@/features/home/components/Waiting")));

/**
 * Where everybody begins: an operator at what concerns him, those who lead at what waits, above the dashboard; who
 * keeps a view as his home finds that one when he comes in.
 */
export default function HomePage() {
  const isOperator = useHasRole("operator");
  const leads = useHasRole("admin", "supervisor");
  const history = (
    <Suspense fallback={<Skeleton className="h-56" />}>
      <OwnHistory />
    </Suspense>
  );
  if (isOperator) return <OperatorHome history={history} />;
  const waiting = (
    <Suspense fallback={<Skeleton className="mb-6 h-32" />}>
      <Waiting />
    </Suspense>
  );
  return (
    <HomeView>
      <DashboardPage top={leads && waiting} />
    </HomeView>
  );
}
