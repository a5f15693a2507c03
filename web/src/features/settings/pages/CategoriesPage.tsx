import { Archive, ArchiveRestore, Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { problemText, toProblem } from "@/api/problem";
import { can } from "@/parts/can";
import { type Category, useCategories } from "@/parts/categories";
import { ExportMenu } from "@/parts/ExportMenu";
import { QueryView } from "@/parts/QueryView";
import { useHasRole } from "@/parts/session";
import { ActivePill } from "@/parts/StatusPill";
import { Button, Card, type Column, DataTable, EmptyState, Menu, PageHeader, toast } from "@/ui";

import { CategoryDialog } from "../components/CategoryDialog";
import { useUpdateCategory } from "../queries";

function CategoryMenu({ category, onEdit }: { category: Category; onEdit: () => void }) {
  const { t } = useTranslation("settings");
  const update = useUpdateCategory();
  const { key, label, version, active } = category;
  const turn = (): void =>
    update.mutate(
      { key, label, version, active: !active },
      { onSuccess: () => toast.done(t("saved")), onError: (error) => toast.failed(problemText(toProblem(error))) },
    );
  if (!can(category, "update")) return null;
  return (
    <Menu
      label={t("actions", { name: label })}
      entries={[
        { id: "edit", label: t("edit"), icon: <Pencil size={16} />, onAction: onEdit },
        active
          ? { id: "close", label: t("close"), icon: <Archive size={16} />, onAction: turn }
          : { id: "open", label: t("reopen"), icon: <ArchiveRestore size={16} />, onAction: turn },
      ]}
    />
  );
}

export default function CategoriesPage() {
  const { t } = useTranslation(["settings", "ui"]);
  const query = useCategories();
  const [edited, setEdited] = useState<Category | "new">();
  const mayCreate = useHasRole("admin");
  const columns: Column<Category>[] = [
    { id: "label", header: t("settings:label"), isPrimary: true, cell: (category) => <span className="font-semibold">{category.label}</span> },
    { id: "key", header: t("settings:key"), cell: (category) => <code className="text-sm text-ink-soft">{category.key}</code> },
    { id: "status", header: t("settings:status"), cell: (category) => <ActivePill isActive={category.active} /> },
    {
      id: "actions",
      header: t("ui:actions"),
      isAction: true,
      cell: (category) => <CategoryMenu category={category} onEdit={() => setEdited(category)} />,
    },
  ];
  const create = mayCreate && (
    <Button variant="primary" icon={<Plus size={17} />} onPress={() => setEdited("new")}>
      {t("settings:new")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("settings:title")} lead={t("settings:lead")} actions={<><ExportMenu list="categories" query={{}} />{create}</>} />
      <Card isFlush className="overflow-hidden">
        <QueryView query={query}>
          {(categories) =>
            categories.length === 0 ? (
              <EmptyState kind="nothing" title={t("settings:empty")} hint={t("settings:emptyHint")} action={create} />
            ) : (
              <DataTable caption={t("settings:table")} columns={columns} rows={categories} rowKey={(category) => category.key} />
            )
          }
        </QueryView>
      </Card>
      {edited && <CategoryDialog category={edited === "new" ? undefined : edited} onClose={() => setEdited(undefined)} />}
    </>
  );
}
