import { lazy, Suspense } from "react";
import type { toast as sonnerToast } from "sonner";

type Say = typeof sonnerToast;

/** The toasts are fetched when the first one is said. */
function say(speak: (toast: Say) => void): void {
  void import("sonner").then(({ toast: sonner }) => speak(sonner));
}

/** Says in passing that something was done or failed; never the only place of an error that needs an answer. */
export const toast = {
  done: (text: string): void => say((sonner) => void sonner.success(text)),
  failed: (text: string): void => say((sonner) => void sonner.error(text, { duration: 8000 })),
  info: (text: string): void => say((sonner) => void sonner.info(text)),
};

const Lazy = lazy(() => import("./Toaster"));

export function Toaster() {
  return (
    <Suspense fallback={null}>
      <Lazy />
    </Suspense>
  );
}
