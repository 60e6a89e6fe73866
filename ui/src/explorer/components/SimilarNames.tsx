// Names that come near to what was not found.

import { useEffect, useState } from 'preact/hooks';
import { ask } from '../api/client';
import { Find } from '../api/operations.generated';
import { thingAt } from '../address';
import { useSpeech } from '../i18n';
import { beginnings, farness } from '../domain/similarNames';
import { Link } from '../router';
import { FoundLine, type Found } from './SearchBox';

const SHOWN = 6;

export function Near({ text }: { text: string }) {
  const speech = useSpeech();
  const { t } = speech;
  const [near, setNear] = useState<Found[]>();
  useEffect(() => {
    const stop = new AbortController();
    Promise.all(beginnings(text).map((word) => ask(Find, { text: word, first: 12 }, stop.signal))).then((answers) => {
      const all = new Map(answers.flatMap(({ search }) => search.edges).map((edge) => [edge.node.id, edge]));
      setNear([...all.values()].sort((a, b) => farness(text, a.matchedName) - farness(text, b.matchedName)).slice(0, SHOWN));
    }).catch(() => undefined);
    return () => stop.abort();
  }, [text]);
  if (!near) return null;
  if (near.length === 0) return <p>{t.noNearNames}</p>;
  return (
    <section class="near">
      <h2>{t.nearNames}</h2>
      <ul class="found-list">
        {near.map((found) => <li key={found.node.id}><Link to={thingAt(found.node.__typename, found.node.slug)}><FoundLine found={found} speech={speech} /></Link></li>)}
      </ul>
    </section>
  );
}
