import { lazy, Suspense } from "react";

import { withTexts } from "@/i18n/late";

import type { ExportMenuProps } from "./exports/ExportButton";

const Lazy = lazy(withTexts(["exports"], () => import("./exports/ExportButton")));

/** Takes a list along as a file, with the filters that it is shown with; fetched with its texts once a list is drawn. */
export function ExportMenu(props: ExportMenuProps) {
  return (
    <Suspense fallback={null}>
      <Lazy {...props} />
    </Suspense>
  );
}
