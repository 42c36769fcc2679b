// Says each line that it hears to everyone who listens, compressed for whoever asks for it if it was told so; its first word is its port.
import { createInterface } from 'node:readline';
import { WebSocketServer } from 'ws';

const perMessageDeflate = process.argv[2] === 'compressed';
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate });
server.on('listening', () => console.log(server.address().port));
for await (const line of createInterface({ input: process.stdin })) {
  for (const client of server.clients) client.send(line);
}
