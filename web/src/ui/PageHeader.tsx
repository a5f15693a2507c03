import { ChevronLeft } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Link } from "react-router";

import { setTitle } from "@/lib/title";

export interface PageHeaderProps {
  title: string;
  lead?: ReactNode;
  /** Buttons of the page; the main one last. */
  actions?: ReactNode;
  /** Where this page hangs. */
  back?: { to: string; label: string };
  /** Pills beside the title. */
  marks?: ReactNode;
}

/** The one `h1` of a page; also the title of the tab. */
export function PageHeader({ title, lead, actions, back, marks }: PageHeaderProps) {
  useEffect(() => setTitle(title), [title]);
  return (
    <header className="mb-6">
      {back && (
        <Link to={back.to} className="mb-2 -ml-1.5 inline-flex min-h-7 items-center gap-1 rounded-sm px-1 text-sm text-ink-soft hover:text-ink">
          <ChevronLeft size={16} aria-hidden />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <h1 className="text-2xl break-words">{title}</h1>
            {marks}
          </div>
          {lead && <div className="mt-1 max-w-2xl text-ink-soft">{lead}</div>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
    </header>
  );
}
