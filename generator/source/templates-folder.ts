import { fileURLToPath } from "node:url";

/** The same relative path in the repository and in the package. */
export const templatesFolder = fileURLToPath(new URL("../../templates/", import.meta.url));
