// Prints what the sources of Go modules say about protobuf messages, as JSON: fields, types, validate rules, oneofs,
// enumerations, and the extension categories that the comments name. The sources are read and not compiled: the raw
// descriptors stand in them as constants.
//
//	go run . DIRECTORY…
package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"

	// Options are read only where their definitions are linked in.
	_ "github.com/cncf/xds/go/udpa/annotations"
	_ "github.com/cncf/xds/go/xds/annotations/v3"
	_ "github.com/envoyproxy/go-control-plane/envoy/annotations"
	_ "github.com/envoyproxy/protoc-gen-validate/validate"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
)

type object = map[string]any

// A source file: its descriptor, and the comments on fields and oneofs by the Go type that has them.
type source struct {
	descriptor *descriptorpb.FileDescriptorProto
	directory  string
	comments   map[string]map[string]string
}

func main() {
	type found struct{ path, directory string }
	var files []found
	for _, directory := range os.Args[1:] {
		err := filepath.WalkDir(directory, func(path string, entry fs.DirEntry, err error) error {
			generated := strings.HasSuffix(path, ".pb.go") && !strings.HasSuffix(path, "_grpc.pb.go") && !strings.HasSuffix(path, "_vtproto.pb.go")
			if err == nil && !entry.IsDir() && generated {
				files = append(files, found{path, directory})
			}
			return err
		})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	sources := make([]*source, len(files))
	var group sync.WaitGroup
	for index, file := range files {
		group.Go(func() {
			sources[index] = read(file.path, file.directory)
		})
	}
	group.Wait()
	messages, enums := object{}, object{}
	for _, each := range sources {
		if each == nil || strings.Contains(each.descriptor.GetPackage(), ".v2") {
			continue
		}
		pkg := each.descriptor.GetPackage()
		for _, enum := range each.descriptor.EnumType {
			enums[pkg+"."+enum.GetName()] = enumData(enum)
		}
		for _, message := range each.descriptor.MessageType {
			addMessage(each, pkg, message, messages, enums)
		}
	}
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(object{"messages": messages, "enums": enums}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// read gives nil for a source without a descriptor.
func read(path, directory string) *source {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	result := &source{directory: directory, comments: map[string]map[string]string{}}
	for _, declaration := range file.Decls {
		general, ok := declaration.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range general.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				if structure, ok := spec.Type.(*ast.StructType); ok {
					result.comments[spec.Name.Name] = fieldComments(structure)
				}
			case *ast.ValueSpec:
				for index, name := range spec.Names {
					if strings.HasSuffix(name.Name, "_rawDesc") && len(spec.Values) > index {
						if descriptor := parseDescriptor(spec.Values[index]); descriptor != nil {
							result.descriptor = descriptor
						}
					}
				}
			}
		}
	}
	if result.descriptor == nil {
		return nil
	}
	return result
}

// fieldComments has the comments by the field's name in the API; those of a oneof stand under "oneof " and its name.
func fieldComments(structure *ast.StructType) map[string]string {
	comments := map[string]string{}
	for _, field := range structure.Fields.List {
		if field.Tag == nil || field.Doc == nil {
			continue
		}
		raw, err := strconv.Unquote(field.Tag.Value)
		if err != nil {
			continue
		}
		tag := reflect.StructTag(raw)
		if oneof := tag.Get("protobuf_oneof"); oneof != "" {
			text, _, _ := strings.Cut(field.Doc.Text(), "Types that are valid to be assigned to ")
			comments["oneof "+oneof] = text
		}
		for _, part := range strings.Split(tag.Get("protobuf"), ",") {
			if name, ok := strings.CutPrefix(part, "name="); ok {
				comments[name] = field.Doc.Text()
			}
		}
	}
	return comments
}

// parseDescriptor reads a string constant or, in older sources, a list of bytes.
func parseDescriptor(expression ast.Expr) *descriptorpb.FileDescriptorProto {
	var raw []byte
	if list, ok := expression.(*ast.CompositeLit); ok {
		for _, element := range list.Elts {
			literal, ok := element.(*ast.BasicLit)
			if !ok {
				return nil
			}
			value, err := strconv.ParseUint(literal.Value, 0, 8)
			if err != nil {
				return nil
			}
			raw = append(raw, byte(value))
		}
	} else {
		var text strings.Builder
		if !joined(expression, &text) {
			return nil
		}
		raw = []byte(text.String())
	}
	descriptor := &descriptorpb.FileDescriptorProto{}
	if proto.Unmarshal(raw, descriptor) != nil {
		return nil
	}
	return descriptor
}

func joined(expression ast.Expr, text *strings.Builder) bool {
	switch value := expression.(type) {
	case *ast.BinaryExpr:
		return joined(value.X, text) && joined(value.Y, text)
	case *ast.ParenExpr:
		return joined(value.X, text)
	case *ast.BasicLit:
		part, err := strconv.Unquote(value.Value)
		text.WriteString(part)
		return err == nil && value.Kind == token.STRING
	}
	return false
}

func enumData(enum *descriptorpb.EnumDescriptorProto) object {
	values := object{}
	var deprecated, disallowed []string
	for _, value := range enum.Value {
		values[value.GetName()] = value.GetNumber()
		options := optionsOf(value.Options)
		if options["envoy.annotations.disallowed_by_default_enum"] != nil {
			disallowed = append(disallowed, value.GetName())
		} else if options["deprecated"] != nil {
			deprecated = append(deprecated, value.GetName())
		}
	}
	result := object{"values": values}
	if deprecated != nil {
		result["deprecated"] = deprecated
	}
	if disallowed != nil {
		result["disallowed"] = disallowed
	}
	return result
}

var category = regexp.MustCompile(`\[#extension-category:\s*([^\]]+)\]`)

func addMessage(file *source, prefix string, message *descriptorpb.DescriptorProto, messages, enums object) {
	full := prefix + "." + message.GetName()
	for _, enum := range message.EnumType {
		enums[full+"."+enum.GetName()] = enumData(enum)
	}
	entries := map[string]*descriptorpb.DescriptorProto{}
	for _, nested := range message.NestedType {
		if nested.GetOptions().GetMapEntry() {
			entries["."+full+"."+nested.GetName()] = nested
		} else {
			addMessage(file, full, nested, messages, enums)
		}
	}
	goName := goTypeName(strings.TrimPrefix(full, file.descriptor.GetPackage()+"."))
	fields := object{}
	for _, field := range message.Field {
		fields[field.GetName()] = fieldData(file, goName, message, field, entries[field.GetTypeName()])
	}
	result := object{"fields": fields, "file": file.descriptor.GetName(), "directory": file.directory}
	if oneofs := oneofData(message); len(oneofs) > 0 {
		result["oneofs"] = oneofs
	}
	messages[full] = result
}

func fieldData(file *source, goName string, message *descriptorpb.DescriptorProto, field *descriptorpb.FieldDescriptorProto, entry *descriptorpb.DescriptorProto) object {
	result := object{}
	if entry != nil {
		result["map"] = typeName(entry.Field[0])
		result["type"] = typeName(entry.Field[1])
	} else {
		result["type"] = typeName(field)
		if field.GetLabel() == descriptorpb.FieldDescriptorProto_LABEL_REPEATED {
			result["list"] = true
		}
	}
	comments := file.comments[goName]
	comment := comments[field.GetName()]
	if field.OneofIndex != nil {
		if field.GetProto3Optional() {
			result["optional"] = true
		} else {
			result["oneof"] = field.GetOneofIndex()
		}
		// A field of a oneof is a Go type of its own, sometimes with an underscore where the name is taken.
		for _, wrapper := range []string{goName + "_" + goTypeName(field.GetName()), goName + "_" + goTypeName(field.GetName()) + "_"} {
			if comment == "" {
				comment = file.comments[wrapper][field.GetName()]
			}
		}
		if category.FindStringSubmatch(comment) == nil && result["type"] != "string" {
			comment = comments["oneof "+message.OneofDecl[field.GetOneofIndex()].GetName()]
		}
	}
	if slots := category.FindStringSubmatch(comment); slots != nil {
		var names []string
		for _, name := range strings.Split(slots[1], ",") {
			names = append(names, strings.TrimSpace(name))
		}
		result["slots"] = names
	}
	options := optionsOf(field.Options)
	if rules := options["validate.rules"]; rules != nil {
		result["rules"] = rules
	}
	if options["envoy.annotations.disallowed_by_default"] != nil {
		result["disallowed"] = true
	} else if options["deprecated"] != nil {
		result["deprecated"] = true
	}
	if migrate, ok := options["udpa.annotations.field_migrate"].(object); ok && migrate["oneof_promotion"] != nil {
		result["promoted"] = migrate["oneof_promotion"]
	}
	return result
}

func oneofData(message *descriptorpb.DescriptorProto) []object {
	var result []object
	for index, oneof := range message.OneofDecl {
		data := object{"name": oneof.GetName()}
		for _, field := range message.Field {
			if field.GetProto3Optional() && field.OneofIndex != nil && int(field.GetOneofIndex()) == index {
				data["name"] = ""
			}
		}
		if optionsOf(oneof.Options)["validate.required"] == true {
			data["required"] = true
		}
		result = append(result, data)
	}
	return result
}

// typeName has an @ in front of the name of an enumeration.
func typeName(field *descriptorpb.FieldDescriptorProto) string {
	if field.TypeName == nil {
		return strings.ToLower(strings.TrimPrefix(field.GetType().String(), "TYPE_"))
	}
	name := strings.TrimPrefix(field.GetTypeName(), ".")
	if field.GetType() == descriptorpb.FieldDescriptorProto_TYPE_ENUM {
		return "@" + name
	}
	return name
}

// optionsOf has "deprecated" and every option that an extension defines, by its full name.
func optionsOf(options proto.Message) object {
	result := object{}
	if options == nil || reflect.ValueOf(options).IsNil() {
		return result
	}
	options.ProtoReflect().Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		if !field.IsExtension() {
			if field.Name() == "deprecated" && value.Bool() {
				result["deprecated"] = true
			}
			return true
		}
		if field.Kind() != protoreflect.MessageKind {
			result[string(field.FullName())] = value.Interface()
			return true
		}
		if field.IsList() {
			return true
		}
		var data any
		text, err := protojson.MarshalOptions{UseProtoNames: true, UseEnumNumbers: true}.Marshal(value.Message().Interface())
		if err == nil && json.Unmarshal(text, &data) == nil {
			result[string(field.FullName())] = data
		}
		return true
	})
	return result
}

// goTypeName is what protoc-gen-go calls a message. Source: GoCamelCase in google.golang.org/protobuf/internal/strs.
func goTypeName(name string) string {
	isLower := func(c byte) bool { return 'a' <= c && c <= 'z' }
	var result []byte
	for i := 0; i < len(name); i++ {
		c := name[i]
		switch {
		case c == '.' && i+1 < len(name) && isLower(name[i+1]):
		case c == '.':
			result = append(result, '_')
		case c == '_' && (i == 0 || name[i-1] == '.'):
			result = append(result, 'X')
		case c == '_' && i+1 < len(name) && isLower(name[i+1]):
		case '0' <= c && c <= '9':
			result = append(result, c)
		default:
			if isLower(c) {
				c -= 'a' - 'A'
			}
			result = append(result, c)
			for ; i+1 < len(name) && isLower(name[i+1]); i++ {
				result = append(result, name[i+1])
			}
		}
	}
	return string(result)
}
