//! The harness of the tests: starts the service, signs what it sends, and reads what it answers.
