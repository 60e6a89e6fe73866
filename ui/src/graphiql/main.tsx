// The GraphiQL page: GraphiQL with the query builder, the examples of queries/ as tabs and as a menu, and links
// with a query. It sends no request to another host.

// First, for its side effect: it tells the editor where its web workers are.
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './style.css';

import { explorerPlugin } from '@graphiql/plugin-explorer';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { EditorOptions } from './EditorOptions';
import { fetcher } from './fetcher';
import { Header } from './Header';
import { initialTabs } from './initialTabs';

// The plugin's own title is "Explorer", which is another page here.
const builder = { ...explorerPlugin({ showAttribution: false, title: 'Query builder' }), title: 'Query builder' };
const plugins = [HISTORY_PLUGIN, builder];

function Page() {
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      defaultEditorToolsVisibility
      {...initialTabs(localStorage)}
    >
      <GraphiQL.Logo>
        <Header />
        <EditorOptions />
      </GraphiQL.Logo>
    </GraphiQL>
  );
}

const root = document.getElementById('graphiql');
if (!root) throw new Error('graphiql.html has no element #graphiql');
createRoot(root).render(<Page />);
