/** The entry for a status, or else for its class (`4XX`), or else for `default`. */
export function byStatus<Entry>(
  entries: Readonly<Record<string, Entry>>,
  status: number,
): Entry | undefined {
  return entries[status] ?? entries[`${Math.floor(status / 100)}XX`] ?? entries["default"];
}
