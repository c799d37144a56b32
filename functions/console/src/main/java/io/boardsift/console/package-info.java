/**
 * The labeling console: where people look at photos. A page, and a small HTTP API over the tasks
 * queue that works the same behind API Gateway and behind a server on loopback.
 */
package io.boardsift.console;
