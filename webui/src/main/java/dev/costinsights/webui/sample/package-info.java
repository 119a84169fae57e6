/** Sample data: a made-up business to look around in, beside the reader's own numbers. */
@NullMarked
package dev.costinsights.webui.sample;

import org.jspecify.annotations.NullMarked;
