Console.WriteLine("These samples are read and compiled: docs/rules shows them.");
