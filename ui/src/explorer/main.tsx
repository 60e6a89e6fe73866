// The Explorer: search an organization, see whom it is tied to, move through the years, read the sources.

import './style/base.css';
import './style/page.css';
import './style/diagram.css';
import './style/print.css';

import { render } from 'preact';
import { App } from './app';

const place = document.getElementById('explorer');
if (!place) throw new Error('explorer.html has no element #explorer');
place.replaceChildren();
render(<App />, place);
