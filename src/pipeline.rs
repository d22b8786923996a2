//! The whole way on one screen: the first file to read.
