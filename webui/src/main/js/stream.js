// The page of one stream.
import { StreamPage } from './stream/streamPage.js';

new StreamPage(location.pathname.split('/').pop());
