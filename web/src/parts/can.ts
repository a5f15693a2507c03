/** Whether the server lists `action` for that thing: a button is shown iff it does. */
export function can(thing: { actions?: readonly string[] } | null | undefined, action: string): boolean {
  return thing?.actions?.includes(action) ?? false;
}
