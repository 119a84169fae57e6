/** Browser security: session and theme cookies, forgery checks, response headers, safe redirects. */
@NullMarked
package dev.costinsights.webui.http;

import org.jspecify.annotations.NullMarked;
