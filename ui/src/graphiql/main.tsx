// The GraphiQL page: the editor of the GraphQL foundation with the explorer plugin, the examples of
// queries/ as tabs and as a menu, and links that carry a query. It asks nothing of another host.

// First, and for its effect: tells the editor where its web workers are.
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './style.css';

import { explorerPlugin } from '@graphiql/plugin-explorer';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { CalmEditors } from './CalmEditors';
import { fetcher } from './fetcher';
import { Header } from './Header';
import { openingTabs } from './opening';

// Our Explorer is another page, so the plugin of that name goes by what it does.
const builder = { ...explorerPlugin({ showAttribution: false, title: 'Query builder' }), title: 'Query builder' };
const plugins = [HISTORY_PLUGIN, builder];

function Page() {
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      defaultEditorToolsVisibility
      {...openingTabs(localStorage)}
    >
      <GraphiQL.Logo>
        <Header />
        <CalmEditors />
      </GraphiQL.Logo>
    </GraphiQL>
  );
}

const place = document.getElementById('graphiql');
if (!place) throw new Error('graphiql.html has no element #graphiql');
createRoot(place).render(<Page />);
