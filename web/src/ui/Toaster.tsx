import "sonner/dist/styles.css";

import { CheckCircle2, CircleAlert, Info } from "lucide-react";
import { useEffect, useRef } from "react";
import { Toaster as Sonner } from "sonner";

/** A message holds nothing to press: Tab passes it by, where Sonner would lead back to what was left, again and again. */
function usePassedBy() {
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const section = place.current;
    if (!section) return;
    const watcher = new MutationObserver(() => {
      for (const message of section.querySelectorAll<HTMLElement>('[data-sonner-toast][tabindex="0"]')) message.tabIndex = -1;
    });
    watcher.observe(section, { childList: true, subtree: true });
    return () => watcher.disconnect();
  }, []);
  return place;
}

export default function Toaster() {
  return (
    <Sonner
      ref={usePassedBy()}
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
