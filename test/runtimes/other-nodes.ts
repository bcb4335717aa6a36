/** The binaries of other versions of Node: paths in `TEST_NODES`, separated by colons. */
export const otherNodes = (process.env["TEST_NODES"] ?? "")
  .split(":")
  .filter((path) => path !== "");
