// The Explorer: search an organization, see its ties, move through the years, check the sources.

import './style/base.css';
import './style/page.css';
import './style/diagram.css';
import './style/print.css';

import { render } from 'preact';
import { App } from './app';

const root = document.getElementById('explorer');
if (!root) throw new Error('explorer.html has no element #explorer');
root.replaceChildren();
render(<App />, root);
