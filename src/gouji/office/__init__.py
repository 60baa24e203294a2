"""What reading and writing of office files share: names of elements, how characters are counted, archives."""
