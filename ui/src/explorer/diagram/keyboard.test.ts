// Arrow keys in a diagram.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestInDirection } from './keyboard';

test('an arrow key goes to the nearest node in its direction', () => {
  const at = (x: number, y: number) => ({ x, y });
  const nodes = [at(0, 0), at(10, 1), at(4, -9), at(-3, 12), at(-20, 0)];
  assert.equal(nearestInDirection('east', at(0, 0), nodes), nodes[1]);
  assert.equal(nearestInDirection('north', at(0, 0), nodes), nodes[2]);
  assert.equal(nearestInDirection('south', at(0, 0), nodes), nodes[3]);
  assert.equal(nearestInDirection('west', at(0, 0), nodes), nodes[4]);
  assert.equal(nearestInDirection('east', at(50, 0), nodes), undefined);
});
