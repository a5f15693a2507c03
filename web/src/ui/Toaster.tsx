import "sonner/dist/styles.css";

import { CheckCircle2, CircleAlert, Info } from "lucide-react";
import { Toaster as Sonner } from "sonner";

export default function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      visibleToasts={3}
      className="font-sans!"
      icons={{ success: <CheckCircle2 size={18} />, error: <CircleAlert size={18} />, info: <Info size={18} /> }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: "flex w-full items-center gap-3 rounded-md border border-line bg-surface px-4 py-3 text-[0.9375rem] text-ink shadow-pop",
          success: "[&_[data-icon]]:text-good",
          error: "[&_[data-icon]]:text-bad",
          info: "[&_[data-icon]]:text-info",
        },
      }}
    />
  );
}
