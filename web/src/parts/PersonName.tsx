import { cn } from "@/lib/cn";

const SMALL_WORDS = new Set(["da", "de", "do", "das", "dos", "e"]);

/** The first letters of the first and the last name: `João da Silva` gives `JS`. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.]+/).filter((word) => word && !SMALL_WORDS.has(word.toLowerCase()));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => word?.charAt(0).toUpperCase() ?? "").join("");
}

export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span aria-hidden className={cn("grid size-8 shrink-0 place-items-center rounded-full bg-primary-soft text-xs font-semibold text-primary", className)}>
      {initialsOf(name)}
    </span>
  );
}

export interface PersonNameProps {
  name: string;
  /** A quieter second line, such as the user name or the team. */
  hint?: string | undefined;
}

export function PersonName({ name, hint }: PersonNameProps) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2.5 text-left">
      <Avatar name={name} />
      <span className="min-w-0">
        <span className="block break-words">{name}</span>
        {hint && <span className="block text-sm font-normal break-words text-ink-faint">{hint}</span>}
      </span>
    </span>
  );
}
