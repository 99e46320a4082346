// Runs in the namespace of a container, of the host or of a machine outside: answers every connection to its port with
// its name, opens the connections that it is told to (JSON on standard input), and prints which of them led to whom.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const [folder, name, peers] = process.argv.slice(2);
const { port, timeout, probes } = JSON.parse(fs.readFileSync(0, 'utf8'));
const server = net.createServer((socket) => {
  socket.on('error', () => undefined);
  socket.end(name);
});
await new Promise((resolve) => server.listen(port, '::', resolve));
await meet('ready');
const answers = await Promise.all(probes.map(probe));
console.log(JSON.stringify(answers));
await meet('done');
server.close();
process.exit(0);

// Goes on when all have come as far.
async function meet(stage) {
  fs.writeFileSync(path.join(folder, `${stage}-${name.replace('/', '-')}`), '');
  while (fs.readdirSync(folder).filter((file) => file.startsWith(`${stage}-`)).length < Number(peers)) await wait(15);
}

function probe({ host, port: target, from }) {
  return new Promise((resolve) => {
    let answer = '';
    const socket = net.connect({ host, port: target, ...(from ? { localAddress: from } : {}) });
    const timer = setTimeout(() => socket.destroy(), timeout);
    socket.setEncoding('utf8');
    socket.on('data', (text) => {
      answer += text;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}
