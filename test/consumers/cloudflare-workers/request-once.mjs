/** Gives the worker one request. Workers and Node have the classes of the Fetch Standard in common. */

import worker from "./dist/index.mjs";

const request = new Request("https://worker.example.com/?source=https://videos.example.com/a.mov");
const response = await worker.fetch(request, { VIDEOS_URL: process.env.VIDEOS_URL });
console.log(response.status, await response.text());
