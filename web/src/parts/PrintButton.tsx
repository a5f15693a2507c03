import { lazy, Suspense } from "react";

import { withTexts } from "@/i18n/late";

import type { PdfButtonProps } from "./printing/PdfButton";

const Lazy = lazy(withTexts(["reports"], () => import("./printing/PdfButton")));

/** Takes a report along as a PDF; fetched with its texts when a page that has one is drawn. */
export function PrintButton(props: PdfButtonProps) {
  return (
    <Suspense fallback={null}>
      <Lazy {...props} />
    </Suspense>
  );
}
