/**
 * Opens a page that runs one script, as a browser would, prints what the page says of a conversion, and closes it.
 * The page is at the root of the server in `VIDEOS_URL`.
 */

import { pathToFileURL } from "node:url";
import { GlobalRegistrator } from "@happy-dom/global-registrator";

const [script] = process.argv.slice(2);
GlobalRegistrator.register({ url: new URL("/", process.env.VIDEOS_URL).href });
document.body.innerHTML = '<div id="root"></div>';
await import(pathToFileURL(script).href);
while (document.body.textContent === "") await new Promise((resolve) => setTimeout(resolve, 20));
console.log(document.body.textContent);
await GlobalRegistrator.unregister();
