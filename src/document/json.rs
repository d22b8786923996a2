//! One article with its analysis as JSON.
