/** A page that runs a workflow in the browser. A bundler creates page.js from this file; index.html loads page.js. */

import { convertVideo, createVideosApi, WorkflowError } from "../generated/index.js";
import { percentOf } from "../percent-of.js";

const form = find("form", HTMLFormElement);
const progress = find("progress", HTMLProgressElement);
const status = find("[role=status]", HTMLElement);

// The API has the same origin as the page.
const videosApi = createVideosApi({ baseUrl: new URL("/v1", location.href).href });
let stop = new AbortController();

find("button[type=button]", HTMLButtonElement).addEventListener("click", () => stop.abort());
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  stop.abort();
  stop = new AbortController();
  const { signal } = stop;
  const source = String(new FormData(form).get("source"));
  status.textContent = "Converting …";
  const message = await convert(source, signal);
  // A newer conversion replaces the message of this one.
  if (stop.signal === signal) status.replaceChildren(message);
});

/** Resolves to the message for the page. */
async function convert(source: string, signal: AbortSignal): Promise<string | Node> {
  try {
    const { outcome, outputs } = await convertVideo(
      { source },
      { videosApi },
      {
        signal,
        loopDelay: () => 250,
        onStep: ({ response }) => {
          progress.value = percentOf(response) ?? 0;
        },
      },
    );
    if (outcome === "conversionFailed") return outputs.reason ?? "It could not be converted.";
    return outputs.result === undefined ? "It is converted." : linkTo(outputs.result);
  } catch (error) {
    if (signal.aborted) return "Stopped.";
    // The message names the step and contains no sent data.
    return error instanceof WorkflowError ? error.message : "It could not be converted.";
  }
}

function linkTo(url: string): HTMLAnchorElement {
  const link = document.createElement("a");
  // URLs with other schemes could run code.
  if (/^https?:$/.test(new URL(url).protocol)) link.href = url;
  link.textContent = "Converted video";
  return link;
}

function find<Found extends Element>(selector: string, kind: new () => Found): Found {
  const found = document.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${selector}`);
}
