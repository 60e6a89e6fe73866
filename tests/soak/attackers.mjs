// The attackers, in a thread of their own: they must not slow down the clocks of the well-behaved clients.

import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

import { deeds } from './deeds.mjs';

const { port, count, until, thinking } = workerData;
const counts = new Map();

/** One attacker from an address of its own, which does one deed after the other. */
async function attack(number) {
  const names = Object.keys(deeds);
  for (let turn = number; Date.now() < until; turn += 1) {
    const name = names[turn % names.length];
    const sockets = [];
    const open = () => {
      const socket = net.connect({ port, host: '127.0.0.1', localAddress: `127.0.0.${2 + (number % 250)}` });
      // The outcome of the connection does not matter.
      socket.on('error', () => {});
      socket.gone = new Promise((resolve) => socket.once('close', resolve));
      sockets.push(socket);
      return socket;
    };
    await deeds[name](open, turn * 1_000 + number);
    sockets.forEach((socket) => socket.destroy());
    counts.set(name, (counts.get(name) ?? 0) + 1);
    await sleep(Math.random() * thinking);
  }
}

await Promise.all(Array.from({ length: count }, (_, number) => attack(number)));
parentPort.postMessage([...counts]);
