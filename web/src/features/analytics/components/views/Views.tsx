import { Bookmark, BookmarkPlus, House, Settings2 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, Menu, type MenuEntry } from "@/ui";

import { addressOf } from "../../model/views";
import { type SavedView, useViews } from "../../view-queries";

const SaveViewDialog = lazy(() => import("./SaveViewDialog"));
const ManageViewsDialog = lazy(() => import("./ManageViewsDialog"));

/** What was looked at once and will be again: the person's own views of these pages. */
export function Views({ page }: { page: SavedView["page"] }) {
  const { t } = useTranslation("analytics");
  const views = useViews().data ?? [];
  const [open, setOpen] = useState<"save" | "manage">();
  const entries: MenuEntry[] = [
    ...views.map((view) => ({ id: view.id, label: view.name, href: addressOf(view), icon: view.is_home ? <House size={16} aria-hidden /> : <Bookmark size={16} aria-hidden /> })),
    { id: "save", label: t("views.save"), icon: <BookmarkPlus size={16} aria-hidden />, onAction: () => setOpen("save") },
    ...(views.length > 0 ? [{ id: "manage", label: t("views.manage"), icon: <Settings2 size={16} aria-hidden />, onAction: () => setOpen("manage") }] : []),
  ];
  return (
    <>
      <Menu
        entries={entries}
        trigger={
          <Button icon={<Bookmark size={16} />} className="print:hidden">
            {t("views.title")}
          </Button>
        }
      />
      <Suspense fallback={null}>
        {open === "save" && <SaveViewDialog page={page} onClose={() => setOpen(undefined)} />}
        {open === "manage" && <ManageViewsDialog views={views} onClose={() => setOpen(undefined)} />}
      </Suspense>
    </>
  );
}
