/** The binaries of other versions of Node than the one of these tests: paths in `TEST_NODES`, with colons between. */
export const otherNodes = (process.env["TEST_NODES"] ?? "")
  .split(":")
  .filter((path) => path !== "");
