/** What Terraform holds, read from its state, and how it lets go of it. Of a state only addresses and ids are read. */
package io.polytomic.operator.cli.terraform;
