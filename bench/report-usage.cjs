// Loaded into a measured process: tells at its end what it took, through the third pipe.
const { writeSync } = require("node:fs");

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const { maxRSS } = process.resourceUsage();
  writeSync(3, JSON.stringify({ cpu: (user + system) / 1000, memory: maxRSS / 1024 }));
});
