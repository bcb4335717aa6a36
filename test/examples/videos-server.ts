/** Answers over HTTP as examples/specs/videos.openapi.yaml says: a conversion is further each time it is read. */

import type { Answer, ReceivedRequest } from "../servers/http-server.js";

type Conversion = Readonly<Record<"status" | "result" | "reason", string>> & { percent: number };

/** Answers the requests below a path; what it tells of a conversion is `readings`, one after another. */
export function answerVideos(base: string, readings: readonly Partial<Conversion>[]) {
  let read = 0;
  return ({ method, url, rawBody }: ReceivedRequest): Answer => {
    switch (`${method} ${url}`) {
      case `POST ${base}/conversions`: {
        const { source } = JSON.parse(rawBody);
        if (source.endsWith(".txt")) return json(422, { message: "this is no video" });
        return json(202, { id: "c 1", status: "queued", percent: 0 });
      }
      case `GET ${base}/conversions/c%201`: {
        const reading = readings[Math.min(read, readings.length - 1)];
        read += 1;
        return json(200, { id: "c 1", ...reading });
      }
      default:
        return json(404, { message: "there is no such path" });
    }
  };
}

function json(status: number, body: unknown): Answer {
  const headers = { "content-type": "application/json" };
  return { kind: "response", status, headers, body: JSON.stringify(body) };
}
