/** The packaged server as its users meet it: a process that is started, asked, killed and started again. */
@NullMarked
package dev.costinsights.acceptance;

import org.jspecify.annotations.NullMarked;
