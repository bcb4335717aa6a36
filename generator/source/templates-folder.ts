import { fileURLToPath } from "node:url";

/** The folder of the templates and of the runtime, in the checkout and in the package. */
export const templatesFolder = fileURLToPath(new URL("../../templates/", import.meta.url));
