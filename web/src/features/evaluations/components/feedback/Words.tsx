/** What somebody wrote. */
export function Words({ text }: { text: string }) {
  if (!text) return null;
  return <blockquote className="mt-1 max-w-prose border-l-2 border-line-strong pl-3 break-words whitespace-pre-line text-ink-soft">{text}</blockquote>;
}
