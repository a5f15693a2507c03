import type { HomeOut, HomeWaitingOut } from "@/api/generated";

/** The rows behind a count: the same condition as a list's address. */
export function linkOf(kind: HomeWaitingOut["kind"], home: Pick<HomeOut, "plans_due_by">): string {
  switch (kind) {
    case "contests":
      return "/evaluations?waiting_for=contest-decision";
    case "unread":
      return "/evaluations?waiting_for=acknowledge";
    case "plans":
      return `/coaching?status=open,in_progress&due_before=${dayAfter(home.plans_due_by)}&sort=due_on`;
    case "unevaluated":
      return "/unevaluated";
  }
}

export function dayAfter(day: string): string {
  const moved = new Date(`${day}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + 1);
  return moved.toISOString().slice(0, 10);
}

export function isNone(total: HomeWaitingOut["total"]): boolean {
  return total === 0;
}
