// Says each line that it hears to everyone who listens; its first word is its port.
import { createInterface } from 'node:readline';
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('listening', () => console.log(server.address().port));
for await (const line of createInterface({ input: process.stdin })) {
  for (const client of server.clients) client.send(line);
}
