import type { Asked } from "../../model/asked";

/** What every chart of the analysis is given. */
export interface PanelProps {
  asked: Asked;
  /** A choice of this chart alone, kept in the address. */
  choice: (key: "grain" | "by" | "columns" | "with" | "history") => string | undefined;
  choose: (key: "grain" | "by" | "columns" | "with" | "history", value: string | undefined) => void;
  /** Takes the filters away; undefined when none is set. */
  onClear: (() => void) | undefined;
}
