/** Debian's Chromium, for the tests that need a browser; where there is none, they are skipped. */

import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const executablePath = "/usr/bin/chromium";

export const hasChromium = existsSync(executablePath);

/** Starts it so that it asks the network for nothing of its own. */
export function launchChromium(): Promise<Browser> {
  const args = [
    ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
    ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
  ];
  return chromium.launch({ executablePath, args });
}
