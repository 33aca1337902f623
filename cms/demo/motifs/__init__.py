"""What is there to see in Orlemouth? One function per picture, grouped by place."""
